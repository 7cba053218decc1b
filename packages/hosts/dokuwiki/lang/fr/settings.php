<?php
$lang['api'] = 'Adresse de l’API de Parvis, par exemple https://social.example.intra';
